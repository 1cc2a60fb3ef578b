import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { templates } from './templates.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** For the data of a server, with nothing in it but certificates: to make these takes a fifth of a first start. */
export async function dataFolder(test: Pick<TestContext, 'after'>): Promise<string> {
  const folder = await temporaryFolder(test)
  await cp((await templates()).tlsDirectory, join(folder, 'tls'), { recursive: true })
  return folder
}
