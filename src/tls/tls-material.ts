/** What a TLS server serves with, both PEM. */
export interface TlsMaterial {
  /** The server's certificate, the rest of its chain after it. */
  readonly cert: string
  readonly key: string
}
