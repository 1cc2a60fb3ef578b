// Runs around a whole `node --test`, in the process that starts those of the test files.
import type { Cluster } from './postgres-cluster.ts'
import { startSharedCluster } from './postgres-databases.ts'

let cluster: Cluster | undefined

export async function globalSetup(): Promise<void> {
  cluster = await startSharedCluster()
}

export async function globalTeardown(): Promise<void> {
  await cluster?.stop()
}
