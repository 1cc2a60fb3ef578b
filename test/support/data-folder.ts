import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { templates } from './templates.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A data directory for a server that contains only certificates: generating them takes a fifth of a first start. */
export async function dataFolder(test: Pick<TestContext, 'after'>): Promise<string> {
  const folder = await temporaryFolder(test)
  await cp((await templates()).tlsDirectory, join(folder, 'tls'), { recursive: true })
  return folder
}
