import type { Fetch } from '../fetch.ts'

/** What a workload needs from the environment it runs in. */
export interface WorkloadPlace {
  readonly apiUrl: string
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly readFile: (path: string) => Promise<string>
  readonly fetch: Fetch
}
