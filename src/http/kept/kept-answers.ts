// Caches, as bytes, responses that clients request again and again. Each is cached with its footing, the data that it depends on,
// and is sent again while the footing holds: in front of the router, because routing a request costs more than answering it. The key
// is everything else that a response can depend on: the address as it was sent and the roles of the caller. Nothing here decides
// who may ask: a caller with the same roles was answered before. It knows no operation and no database.
import { createHash, randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { Credential } from '../../auth/authenticate.ts'
import type { Footing, FootingOf, Shown } from '../../domain/catalog/bucket/footing.ts'
import type { Clock, Instant } from '../../domain/clock.ts'
import type { Actor } from '../../domain/principal/principal.ts'
import { SMALL_ANSWER_BYTES } from '../gate/in-slices.ts'
import { announcedLength, awaitsContinue } from '../gate/unread-body.ts'
import { logAnswer } from '../request-log.ts'
import { credentialOf } from '../wire/credential.ts'
import { ANSWER_HEADERS, entityTag, isKnown, JSON_TYPE, type Keep } from '../wire/send-message.ts'

export interface KeptAnswersParts {
  readonly clock: Clock
  readonly log: Logger
  readonly actorOf: (credential: Credential) => Actor | Promise<Actor>
  /** The footing of a response that is read from now on; undefined when the response must not be cached. */
  readonly footingOf: FootingOf
}

type Router = (request: IncomingMessage, response: ServerResponse) => void

/** A request that the router has matched to its operation. */
export interface Routed extends Omit<Shown, 'now'> {
  readonly operation: string
  readonly actor: Actor
  /** The target of the request, as it was sent. */
  readonly address: string
  /** Whether the client already has some response, and sends its entity tag. */
  readonly isConditional: boolean
}

export interface KeptAnswers {
  /** Answers from the cache, and leaves everything else to the router. */
  readonly inFrontOf: (router: Router) => Router
  /** Called before anything is read for the response. Null when the response needs no entity tag. */
  readonly keeping: (routed: Routed) => Promise<Keep | null>
  /** Leaves everything to the router. */
  readonly close: () => void
}

interface Kept {
  readonly operation: string
  readonly footing: Footing
  readonly from: Instant
  readonly bytes: Uint8Array
  readonly tag: string
}

const BYTES = 16 * 1024 * 1024
/** How many keys to remember that were requested once: only a second request is worth taking the footing and an entity tag. */
const ASKED_ONCE = 1024

export function keptAnswers({ clock, log, actorOf, footingOf }: KeptAnswersParts): KeptAnswers {
  const kept = new LRUCache<string, Kept>({
    maxSize: BYTES,
    maxEntrySize: SMALL_ANSWER_BYTES,
    sizeCalculation: ({ bytes }, key) => bytes.length + key.length,
  })
  const asked = new LRUCache<string, true>({ max: ASKED_ONCE })
  const rolesOf = writtenRoles()
  let isClosed = false

  const keyOf = (actor: Actor, address: string) => rolesOf(actor) + address

  /** The caller; undefined when authenticating takes time or fails: then the router waits, or answers with the reason. */
  function actorAtOnce(headers: IncomingHttpHeaders): Actor | undefined {
    if (headers.authorization === undefined && headers.cookie === undefined) return undefined
    try {
      const actor = actorOf(credentialOf(headers))
      if (!(actor instanceof Promise)) return actor
      actor.catch(() => undefined)
    } catch {
      return undefined
    }
    return undefined
  }

  const isTimely = ({ from, footing: { until } }: Kept, now: Instant) =>
    // The lower bound matters when the machine's clock is set back.
    now >= from && (until === null || now < until)

  function sendKept(found: Kept, actor: Actor, request: IncomingMessage, response: ServerResponse): void {
    const requestId = randomUUID()
    const began = performance.now()
    const head = ['x-request-id', requestId, ...SAME_HEADERS, 'etag', found.tag]
    if (isKnown(request.headers['if-none-match'], found.tag)) response.writeHead(304, head).end()
    else {
      const { bytes } = found
      response.writeHead(200, [...head, 'content-type', JSON_TYPE, 'content-length', String(bytes.length)]).end(bytes)
    }
    response.once('finish', () => {
      const milliseconds = performance.now() - began
      const { headers } = request
      logAnswer(
        log,
        { requestId },
        { operation: found.operation, actor, headers, status: response.statusCode, milliseconds },
      )
    })
  }

  return {
    inFrontOf: (router) => (request, response) => {
      const isPlain = request.method === 'GET' && announcedLength(request) === 0 && !awaitsContinue(request)
      const actor = isPlain && !isClosed ? actorAtOnce(request.headers) : undefined
      const key = actor && keyOf(actor, request.url ?? '')
      const found = key === undefined ? undefined : kept.get(key)
      if (actor === undefined || key === undefined || found === undefined) {
        router(request, response)
        return
      }
      const answer = (holds: boolean) => {
        if (holds && !isClosed && isTimely(found, clock.now())) sendKept(found, actor, request, response)
        else {
          if (kept.peek(key) === found) kept.delete(key)
          router(request, response)
        }
      }
      const holds = holding(found.footing)
      if (typeof holds === 'boolean') answer(holds)
      else void holds.then(answer)
    },
    async keeping({ operation, actor, address, isConditional, ...shown }) {
      const key = keyOf(actor, address)
      if (!asked.has(key)) {
        asked.set(key, true)
        return isConditional ? entityTag : null
      }
      const from = clock.now()
      const footing = await footingOf({ ...shown, now: from })
      if (footing === undefined) return entityTag
      return (bytes) => {
        const answer = { operation, footing, from, bytes, tag: entityTag(bytes) }
        if (!isClosed && isTimely(answer, clock.now())) kept.set(key, answer)
        return answer.tag
      }
    },
    close: () => {
      isClosed = true
      kept.clear()
    },
  }
}

const SAME_HEADERS = Object.entries(ANSWER_HEADERS).flat()

/** Whether the footing holds. False when that cannot be found out: the router then fails for the same reason, and answers with it. */
function holding({ holds }: Footing): boolean | Promise<boolean> {
  try {
    const found = holds()
    return typeof found === 'boolean' ? found : found.catch(() => false)
  } catch {
    return false
  }
}

/** Shortens a text that is part of many keys: the roles of a caller who has one on each of a thousand buckets are a long text. */
const shortened = (text: string): string =>
  text.length <= LONGEST_ROLES ? text : createHash('sha256').update(text).digest('base64')

const LONGEST_ROLES = 500

/** Serializes the roles of each actor object once: an actor is authenticated again and again, each time as a new object. */
function writtenRoles(): (actor: Actor) => string {
  const written = new WeakMap<Actor, string>()
  return (actor) => {
    const known = written.get(actor)
    if (known !== undefined) return known
    const roles = shortened(JSON.stringify([actor.type, actor.roles]))
    written.set(actor, roles)
    return roles
  }
}
