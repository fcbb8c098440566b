import type { PanelDeclaration } from '../metrics/panel-declaration';

/** From here on a chart is about just this time, as the leader changes of a day are. */
const namedWindowSeconds = 3600;

/**
 * Over how much time growth is taken on a chart of Grafana. What is observed rarely asks for points
 * so far apart that Grafana's own window holds an observation; a chart about an hour or a day has
 * that window wherever its points lie.
 */
export const panelWindow = ({
  minimumWindowSeconds: seconds,
}: Pick<PanelDeclaration, 'minimumWindowSeconds'>): { window: string; interval?: string } => {
  if (seconds === undefined) {
    return { window: '$__rate_interval' };
  }
  return seconds < namedWindowSeconds
    ? { window: '$__rate_interval', interval: `${seconds}s` }
    : { window: `${seconds}s` };
};
