// Pages of docs/ that are generated: written, or with `--check` compared with what would be written.
import { readFile, writeFile } from 'node:fs/promises'

export const isCheck = process.argv.includes('--check')

interface MadePage {
  /** The name of the file in docs/. */
  readonly name: string
  readonly text: string
  /** What the page is made from: `the code`. */
  readonly from: string
  /** The script that makes the page: `access`, for `npm run access`. */
  readonly command: string
}

export async function makePage({ name, text, from, command }: MadePage): Promise<void> {
  const file = new URL(`../docs/${name}`, import.meta.url)
  if (!isCheck) await writeFile(file, text)
  else if (text !== (await readFile(file, 'utf8').catch(() => ''))) {
    process.stderr.write(`docs/${name} does not match ${from}: run \`npm run ${command}\`\n`)
    process.exitCode = 1
  }
}
