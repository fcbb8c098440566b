/** Major, minor and patch of an etcd version. */
export type Version = readonly [number, number, number];

/** Reads `3.5.16` and `3.6.0-rc.1`; undefined for what is no version. */
export const parseVersion = (text: string): Version | undefined => {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)/.exec(text) ?? [];
  return major === undefined || minor === undefined || patch === undefined
    ? undefined
    : [Number(major), Number(minor), Number(patch)];
};

/** Below zero where the left one is older, zero where both are equal. */
export const compareVersions = (left: Version, right: Version): number =>
  left[0] - right[0] || left[1] - right[1] || left[2] - right[2];

/** A version as etcd prints it. */
export const versionText = (version: Version): string => version.join('.');
