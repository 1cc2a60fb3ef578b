import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type Client, connect } from './client.ts'
import type { TestRegistry } from './registry.ts'

export interface ReplicaProcess {
  readonly as: (token: string | null) => Client
  /** Waits until the process has closed its database and ended. */
  readonly close: () => Promise<void>
}

/** A second server on the registry's database, in a process of its own and with the real clock. */
export async function startReplicaProcess(registry: TestRegistry): Promise<ReplicaProcess> {
  const main = fileURLToPath(new URL('replica-main.ts', import.meta.url))
  const child = fork(main, [JSON.stringify([registry.location, registry.dataDirectory])], { execArgv: [] })
  const [url] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(failed)])) as [string]
  const { organizationId, projectId, ca } = registry
  const connection = connect({ url, ca, organizationId, projectId })
  return {
    as: connection.as,
    close: async () => {
      connection.close()
      const ended = once(child, 'exit')
      child.disconnect()
      assert.deepEqual(await ended, [0, null])
    },
  }
}

const failed = ([code]: unknown[]): never => assert.fail(`the replica ended with ${String(code)} before it listened`)
