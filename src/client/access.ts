// How a client shows who asks.

/** Adds to a request what shows who asks. */
export interface Access {
  /** The headers of a request. Throws `ApiError` or `UnreachableError` where there has to be a token first, and is none. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>
  /** A server has answered a request with these headers 401. Answers whether another request may show better. */
  readonly renew: (refused: Readonly<Record<string, string>>) => boolean
  readonly credentials: 'same-origin' | 'omit'
}

/** A person who is signed in: in a browser, on a page of the server that is asked. */
export const session = (): Access => ({
  // The server takes changes by a session from its own pages alone, which can send this header.
  headers: async () => ({ 'x-assay-session': '1' }),
  renew: () => false,
  credentials: 'same-origin',
})

/** A token that somebody has at hand. */
export const bearerToken = (token: string): Access => ({
  headers: async () => ({ authorization: `Bearer ${token}` }),
  renew: () => false,
  credentials: 'omit',
})
