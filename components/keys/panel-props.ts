/** Opens a key or a folder (base64url) in the tree; at a past revision where one is given. */
export type OpenTarget = (kind: 'key' | 'folder', bytes: string, revision?: string) => void;

/** What every tab of the Keys page beside the tree is given. */
export type KeysPanelProps = {
  cluster: string;
  /** The open folder, base64url; empty for the whole store. */
  prefix: string;
  onOpen: OpenTarget;
};
