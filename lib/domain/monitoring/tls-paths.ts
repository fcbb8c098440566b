/** Files of a TLS client by path; what is in them never leaves the machine. */
export type TlsPaths = {
  ca: string | undefined;
  certificate: string | undefined;
  key: string | undefined;
  /** The name to check the server's certificate against. */
  serverName: string | undefined;
};
