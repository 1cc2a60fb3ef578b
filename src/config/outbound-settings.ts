// The settings for connections to other servers, and for what is sent to them.
import { DURATION_FORM } from '../domain/clock.ts'
import { days, hostsAndBlocks, mailbox, smtpUrl } from './setting-values.ts'
import { path, plain, yesOrNo } from './setting.ts'

export const outboundSettings = {
  allowPrivate: {
    ...plain,
    flag: '--allow-private',
    placeholder: '<host or network>',
    variable: 'ASSAY_ALLOW_PRIVATE',
    description:
      'hosts outside the public internet that the server may connect to, such as your own token issuer; repeatable',
    otherwise: 'nothing',
    allowed: 'hosts, addresses or CIDR blocks with commas between, for example gitlab.internal,10.20.0.0/16',
    repeatable: true,
    parse: hostsAndBlocks,
  },
  extraCa: {
    ...plain,
    flag: '--extra-ca',
    placeholder: '<file>',
    variable: 'ASSAY_EXTRA_CA',
    description: 'additional CA certificates (PEM) that the server trusts for outgoing connections',
    allowed: 'the path of a file',
    parse: path,
  },
  secretKeys: {
    ...plain,
    flag: '--secret-keys',
    placeholder: '<file>',
    variable: 'ASSAY_SECRET_KEYS',
    description:
      'the keys that encrypt the tokens of webhooks and the secrets of streams in the database, one per line, 32 bytes as base64: the first encrypts, all decrypt. Servers that share a database need the same keys',
    otherwise: 'one that the first start creates in the data directory',
    allowed: 'the path of a file',
    parse: path,
  },
  streams: {
    ...plain,
    flag: '--streams',
    placeholder: '<file>',
    variable: 'ASSAY_STREAMS',
    description: 'the destinations of the audit log (files, HTTP, syslog, OpenTelemetry), as JSON',
    otherwise: 'nowhere',
    allowed: 'the path of a file',
    parse: path,
  },
  webhooksOverHttp: {
    ...yesOrNo,
    flag: '--webhooks-over-http',
    variable: 'ASSAY_WEBHOOKS_OVER_HTTP',
    description: 'also allow http:// addresses for webhooks: others on the network can read and change what is sent',
  },
  deliveriesKept: {
    ...plain,
    flag: '--deliveries-kept',
    placeholder: '<duration>',
    variable: 'ASSAY_DELIVERIES_KEPT',
    description: 'how long to keep the deliveries of webhooks, with requests and responses',
    byDefault: '30d',
    allowed: `${DURATION_FORM}, at least 2d`,
    parse: days(2),
  },
  auditKept: {
    ...plain,
    flag: '--audit-kept',
    placeholder: '<duration>',
    variable: 'ASSAY_AUDIT_KEPT',
    description:
      'how long to keep events, for the audit log and the activity; a signed stub replaces events that are pruned',
    otherwise: 'for ever',
    allowed: `${DURATION_FORM}, at least 8d`,
    parse: days(8),
  },
  smtpUrl: {
    ...plain,
    flag: '--smtp-url',
    placeholder: '<url>',
    variable: 'ASSAY_SMTP_URL',
    description: 'the SMTP server for e-mail notifications; use the variable if the URL has a password',
    otherwise: 'no e-mail',
    allowed: 'smtp://user:password@host:587 (STARTTLS) or smtps://user:password@host:465',
    secret: true,
    parse: smtpUrl,
  },
  mailFrom: {
    ...plain,
    flag: '--mail-from',
    placeholder: '<address>',
    variable: 'ASSAY_MAIL_FROM',
    description: 'with --smtp-url: the sender of e-mails',
    allowed: 'an address, or a name with one: Assay <assay@example.com>',
    parse: mailbox,
  },
  smtpWithoutTls: {
    ...yesOrNo,
    flag: '--smtp-without-tls',
    variable: 'ASSAY_SMTP_WITHOUT_TLS',
    description: 'with --smtp-url: send e-mails even if the server offers no TLS: others on the network can read them',
  },
} as const
