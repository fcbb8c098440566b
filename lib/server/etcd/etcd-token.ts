import 'server-only';

/** The token of the cluster's etcd user, as far as one is known. */
export type EtcdToken = {
  current: () => string | undefined;
  keep: (token: string | undefined) => void;
  /** Drops a token etcd refused, unless another call already has a newer one. */
  forget: (refused: string | undefined) => void;
};

/** Tokens are known to every member of a cluster, so one is kept for all connections. */
export const createEtcdToken = (): EtcdToken => {
  let token: string | undefined;
  return {
    current: () => token,
    keep: (fresh) => {
      token = fresh;
    },
    forget: (refused) => {
      if (token === refused) {
        token = undefined;
      }
    },
  };
};
