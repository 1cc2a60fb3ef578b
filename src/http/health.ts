// Whether the process answers (`/healthz`), and whether it is of use (`/readyz`, 503 when not). No token is needed, so that
// what is told is for anybody's eyes; the log has the rest.
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { DomainError } from '../domain/errors.ts'

export interface HealthCheck {
  readonly name: string
  /** Whether the server is of no use while something is wrong; otherwise that is a warning, which its owner logs. */
  readonly required: boolean
  /**
   * What is wrong, and what to do about it, without secrets, paths and addresses; undefined when all is well. It may throw
   * instead, and take its time: what does not answer is wrong as well.
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

// Load balancers give up after few seconds, and count that as nothing.
const DEADLINE_MS = 2500

export const healthRoutes = (checks: readonly HealthCheck[]) =>
  async function (scope: FastifyInstance): Promise<void> {
    let underWay: Promise<Report> | null = null
    // Those who ask meanwhile share the answer: nobody can have the checks run more than once at a time.
    const report = () =>
      (underWay ??= reportOf(checks, scope.log).finally(() => {
        underWay = null
      }))
    // Monitors ask with HEAD.
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
