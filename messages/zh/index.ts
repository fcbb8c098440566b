import activity from './activity.json';
import advisor from './advisor.json';
import alerts from './alerts.json';
import backups from './backups.json';
import bulk from './bulk.json';
import changes from './changes.json';
import clusters from './clusters.json';
import common from './common.json';
import docs from './docs.json';
import edit from './edit.json';
import errors from './errors.json';
import history from './history.json';
import keys from './keys.json';
import login from './login.json';
import metrics from './metrics.json';
import monitoring from './monitoring.json';
import overview from './overview.json';
import performance from './performance.json';
import reasons from './reasons.json';
import search from './search.json';
import settings from './settings.json';
import shell from './shell.json';
import space from './space.json';

/** Every Simplified Chinese text, by area, with the keys of the English ones. */
export const messages = {
  activity,
  advisor,
  alerts,
  backups,
  bulk,
  changes,
  clusters,
  common,
  docs,
  edit,
  errors,
  history,
  keys,
  login,
  metrics,
  monitoring,
  overview,
  performance,
  reasons,
  search,
  settings,
  shell,
  space,
};
