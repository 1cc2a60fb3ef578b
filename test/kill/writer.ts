// Makes one change after the other, and remembers which ones were acknowledged.
import assert from 'node:assert/strict'
import type { Act, Api } from './acts.ts'
import type { Life } from './lives.ts'

export interface Done {
  readonly act: Act
  readonly status: number
}

export interface Writer {
  readonly name: string
  /** Acts until `isOver`, or until the server is gone. */
  readonly work: (api: Api, isOver: () => boolean, onDone: () => void) => Promise<void>
  /** What was acknowledged since the last call, oldest first. */
  readonly takeDone: () => readonly Done[]
  /** The act that was sent and never answered; null when there is none. */
  readonly unanswered: () => Act | null
  /** Says whether that act was carried out. If not, it comes next. */
  readonly settle: (wasDone: boolean) => void
}

// Node's error codes when the other side is gone, at whatever point.
const GONE = ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ENOTFOUND']
/** Whether the server went away before it answered. */
export const isGone = (error: unknown) => error instanceof Error && 'code' in error && GONE.includes(String(error.code))

export function writerOf(name: string, life: Life): Writer {
  let next = life.next().value
  let sent = false
  let done: Done[] = []
  return {
    name,
    async work(api, isOver, onDone) {
      try {
        while (!isOver()) {
          const request = await next.request(api)
          sent = true
          const { status, body } = await api.write(request)
          sent = false
          assert.ok(status < 500 && status !== 401, `${next.name} was answered ${status} ${JSON.stringify(body)}`)
          done.push({ act: next, status })
          next = life.next().value
          onDone()
        }
      } catch (error) {
        if (!isGone(error)) throw error
      }
    },
    takeDone: () => {
      const taken = done
      done = []
      return taken
    },
    unanswered: () => (sent ? next : null),
    settle: (wasDone) => {
      sent = false
      if (wasDone) next = life.next().value
    },
  }
}
