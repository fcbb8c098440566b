/** What was chosen in the tree: keys, and folders with all they hold; each as base64url. */
export type KeySelection = { keys: string[]; folders: string[] };
