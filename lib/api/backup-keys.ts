/** Under which key the backups of a cluster are remembered in the browser. */
export const backupsKey = (cluster: string) => ['backups', cluster] as const;
