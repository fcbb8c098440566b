/** etcd's --max-request-bytes where nobody set another one, in bytes. */
export const maximumRequestBytes = 1_572_864;

/** The longest time to live a key may be given here, ten years, in seconds. */
export const longestLifetime = 315_360_000;
