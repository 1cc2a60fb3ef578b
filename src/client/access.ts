// How a client authenticates its requests.

/** Authenticates the requests of a client. */
export interface Access {
  /** The headers to add to a request. Throws `ApiError` or `UnreachableError` when a token has to be fetched first and cannot be. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>
  /** Reports that a server has answered a request with these headers 401. Returns whether another attempt may succeed. */
  readonly renew: (refused: Readonly<Record<string, string>>) => boolean
  readonly credentials: 'same-origin' | 'omit'
}

/** A user who is signed in: in a browser, on a page of the server that is called. */
export const session = (): Access => ({
  // The server accepts changes under a session only from its own pages, and only those can send this header.
  headers: async () => ({ 'x-assay-session': '1' }),
  renew: () => false,
  credentials: 'same-origin',
})

/** A token that the caller already has. */
export const bearerToken = (token: string): Access => ({
  headers: async () => ({ authorization: `Bearer ${token}` }),
  renew: () => false,
  credentials: 'omit',
})
