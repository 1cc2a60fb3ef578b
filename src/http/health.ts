// Whether the process responds (`/healthz`), and whether it is ready (`/readyz`, 503 when not). Neither needs a token, so the
// responses contain only what anybody may read; the log has the rest.
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { DomainError } from '../domain/errors.ts'

export interface HealthCheck {
  readonly name: string
  /** Whether the server is not ready while the check finds something; otherwise that is a warning, which the check's owner logs. */
  readonly required: boolean
  /**
   * Returns what is wrong and what to do about it, without secrets, paths or addresses; undefined when all is well. It may
   * throw instead, and it may hang: a check that does not answer in time has found something as well.
   */
  readonly check: () => Promise<string | undefined>
}

interface Finding {
  readonly name: string
  readonly status: 'ok' | 'warning' | 'failed'
  readonly message: string
}

interface Report {
  readonly status: 'ok' | 'unavailable'
  readonly checks: readonly Finding[]
}

// Load balancers give up after a few seconds, and count that as no response.
const DEADLINE_MS = 2500

export const healthRoutes = (checks: readonly HealthCheck[]) =>
  async function (scope: FastifyInstance): Promise<void> {
    let underWay: Promise<Report> | null = null
    // Concurrent requests share one report, so that no client can make the checks run more than once at a time.
    const report = () =>
      (underWay ??= reportOf(checks, scope.log).finally(() => {
        underWay = null
      }))
    // Monitors send HEAD requests.
    const asHead = { exposeHeadRoute: true }
    scope.get('/healthz', asHead, async () => ({ status: 'ok' }))
    scope.get('/readyz', asHead, async (request, reply) => {
      const { status, checks } = await report()
      const isVerbose = (request.query as Readonly<Record<string, unknown>>)['verbose'] !== undefined
      return reply.code(status === 'ok' ? 200 : 503).send(isVerbose ? { status, checks } : { status })
    })
  }

async function reportOf(checks: readonly HealthCheck[], log: FastifyBaseLogger): Promise<Report> {
  const findings = await Promise.all(checks.map((check) => findingOf(check, log)))
  return { status: findings.some(({ status }) => status === 'failed') ? 'unavailable' : 'ok', checks: findings }
}

async function findingOf({ name, required, check }: HealthCheck, log: FastifyBaseLogger): Promise<Finding> {
  const wrong = required ? 'failed' : 'warning'
  try {
    const message = await inTime(check())
    if (message === undefined) return { name, status: 'ok', message: '' }
    if (required) log.warn({ check: name, message }, 'a check of the health found something')
    return { name, status: wrong, message }
  } catch (error) {
    log.warn({ check: name, err: error }, 'a check of the health failed')
    return { name, status: wrong, message: error instanceof DomainError ? error.message : 'failed: see the log' }
  }
}

async function inTime<Result>(answer: Promise<Result>): Promise<Result | string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const timer = setTimeout(resolve, DEADLINE_MS, `has not answered for ${DEADLINE_MS / 1000} s`)
  try {
    return await Promise.race([answer, promise])
  } finally {
    clearTimeout(timer)
  }
}
