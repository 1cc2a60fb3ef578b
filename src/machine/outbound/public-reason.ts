/** An error whose message everybody may see. */
export class Limited extends Error {}
export class NotAllowed extends Error {}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses connections',
  ECONNRESET: 'broke off the connection',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  ENOTFOUND: 'is a name that stands for no address',
  EAI_AGAIN: 'is a name that cannot be looked up just now',
  ETIMEDOUT: 'cannot be reached',
}

/** Why there was no response, in words that the user on whose behalf the request was sent may see. */
export function publicReason(error: unknown): string {
  if (error instanceof NotAllowed)
    return 'is not on the public internet, and not allowed: whoever runs this registry can allow it (--allow-private)'
  if (error instanceof Limited) return error.message
  const { code = '' } = error as { readonly code?: string }
  if (/^(?:CERT_|DEPTH_|SELF_|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_)/.test(code))
    return `has no certificate that this registry trusts (${code})`
  // The server answers in plain text, wants a client certificate, or speaks other versions.
  if (/^(?:ERR_TLS_|ERR_SSL_)|^EPROTO$/.test(code)) return `does not speak TLS as this registry does (${code})`
  if (/^HPE_/.test(code)) return 'gives an answer that is no HTTP'
  return REASONS[code] ?? 'gives no answer'
}
