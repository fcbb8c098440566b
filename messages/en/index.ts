import activity from './activity.json';
import backups from './backups.json';
import clusters from './clusters.json';
import common from './common.json';
import docs from './docs.json';
import errors from './errors.json';
import keys from './keys.json';
import login from './login.json';
import metrics from './metrics.json';
import overview from './overview.json';
import reasons from './reasons.json';
import settings from './settings.json';
import shell from './shell.json';

/** Every English text, by area. English is the reference: its keys are the type of all messages. */
export const messages = {
  activity,
  backups,
  clusters,
  common,
  docs,
  errors,
  keys,
  login,
  metrics,
  overview,
  reasons,
  settings,
  shell,
};
