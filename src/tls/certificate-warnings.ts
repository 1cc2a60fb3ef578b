// Faults of a certificate that can be served all the same: clients will refuse it, now or soon, and the server cannot see that
// they do.
import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { type Instant, later } from '../domain/clock.ts'

const DAY = 24 * 60 * 60 * 1000
/** Time enough to get another; programs that renew certificates by themselves do so before. */
const NOTICE = 30 * DAY

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g

/** Warnings for the operator about a certificate and its chain (PEM), for a server that clients reach under these names. */
export function certificateWarnings(pem: string, names: readonly string[], now: Instant): readonly string[] {
  const chain = (pem.match(CERTIFICATE) ?? []).map((text) => new X509Certificate(text))
  const [own] = chain
  const foreign = names.filter((name) => own !== undefined && !isFor(own, name))
  return [
    ...chain.flatMap((certificate) => timeliness(certificate, now)),
    ...foreign.map((name) => `the TLS certificate is not for ${name}, the name in --public-url: clients refuse it`),
  ]
}

function timeliness(certificate: X509Certificate, now: Instant): readonly string[] {
  const from = certificate.validFromDate.toISOString()
  const until = certificate.validToDate.toISOString()
  const subject = `the TLS certificate of "${certificate.subject.replaceAll('\n', ', ')}"`
  if (now < from)
    return [`${subject} is not valid before ${from}: clients refuse it until then, unless this clock is wrong`]
  if (now >= until) return [`${subject} expired at ${until}: clients refuse it until it is replaced`]
  if (later(now, NOTICE) >= until) return [`${subject} expires at ${until}: replace it before`]
  return []
}

const isFor = (certificate: X509Certificate, name: string): boolean =>
  (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined
