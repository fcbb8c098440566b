/** A member, cluster or lease id of the API (decimal text) as etcdctl prints it: lower-case hex. */
export const toHexId = (decimal: string): string =>
  BigInt.asUintN(64, BigInt(decimal)).toString(16);
