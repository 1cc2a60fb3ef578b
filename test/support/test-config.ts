import type { Config } from '../../src/config/config.ts'

/** The configuration of servers in tests: a free port, the usual settings, no log. */
export const testConfig = (dataDirectory: string): Config => ({
  listen: { host: '127.0.0.1', port: 0 },
  dataDirectory,
  databaseUrl: null,
  publicUrl: null,
  tls: { kind: 'private-ca' },
  outbound: { allowed: [], authoritiesFile: null },
  secretKeysFile: null,
  auditKeptMs: null,
  webhooks: { plainHttp: false, deliveriesKeptMs: 30 * 86_400_000 },
  aws: { own: null, endpoints: { logs: '', sts: '' } },
  streamsFile: null,
  mail: null,
  workers: 1,
  keysPerPrincipal: 10,
  connections: { inAll: 2048, perAddress: 256 },
  heartbeatTimeoutMs: 600_000,
  silentBuildTimeoutMs: 86_400_000,
  sessions: { idleMs: 43_200_000, absoluteMs: 604_800_000 },
  requireSecondFactor: false,
  signInProvidersFile: null,
  logLevel: 'silent',
  logFormat: 'json',
})

/** The keys that encrypt secrets there. */
export const TEST_SECRET_KEYS = [new Uint8Array(32).fill(7)] as const
