// The settings of what the server asks and tells others.
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
      'what the server may connect to outside the public internet, such as your own issuer of tokens; repeatable',
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
    description: 'authorities, PEM, that the server trusts beside the public ones when it connects to others',
    allowed: 'the path of a file',
    parse: path,
  },
  secretKeys: {
    ...plain,
    flag: '--secret-keys',
    placeholder: '<file>',
    variable: 'ASSAY_SECRET_KEYS',
    description:
      'the keys that encrypt tokens of webhooks and secrets of streams in the database, each 32 bytes as base64 in a line of its own: the first encrypts, all decrypt. Servers that share a database need the same',
    otherwise: 'one that the first start makes in the data directory',
    allowed: 'the path of a file',
    parse: path,
  },
  streams: {
    ...plain,
    flag: '--streams',
    placeholder: '<file>',
    variable: 'ASSAY_STREAMS',
    description: 'where the entries of the audit log are sent (files, HTTP, syslog, OpenTelemetry), JSON',
    otherwise: 'nowhere',
    allowed: 'the path of a file',
    parse: path,
  },
  webhooksOverHttp: {
    ...yesOrNo,
    flag: '--webhooks-over-http',
    variable: 'ASSAY_WEBHOOKS_OVER_HTTP',
    description: 'let webhooks have http:// addresses as well: whoever is on the way can read and change what is sent',
  },
  deliveriesKept: {
    ...plain,
    flag: '--deliveries-kept',
    placeholder: '<duration>',
    variable: 'ASSAY_DELIVERIES_KEPT',
    description: 'how long is kept what was sent to webhooks, and what they answered',
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
      'how long what happened is kept, for the audit log and for activity; a signed stub stands for what is pruned',
    otherwise: 'for ever',
    allowed: `${DURATION_FORM}, at least 8d`,
    parse: days(8),
  },
  smtpUrl: {
    ...plain,
    flag: '--smtp-url',
    placeholder: '<url>',
    variable: 'ASSAY_SMTP_URL',
    description:
      'the server that takes mails for people who want to be told; set it by the variable when it holds a password',
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
    description: 'with --smtp-url: who mails are from',
    allowed: 'an address, or a name with one: Assay <assay@example.com>',
    parse: mailbox,
  },
  smtpWithoutTls: {
    ...yesOrNo,
    flag: '--smtp-without-tls',
    variable: 'ASSAY_SMTP_WITHOUT_TLS',
    description: 'with --smtp-url: send mails also where the server offers no TLS: whoever is on the way can read them',
  },
} as const
