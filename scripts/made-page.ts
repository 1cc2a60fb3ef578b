// Pages of docs/ that are made: written, or with `--check` held against what they would be.
import { readFile, writeFile } from 'node:fs/promises'

export const isCheck = process.argv.includes('--check')

interface MadePage {
  /** In docs/. */
  readonly name: string
  readonly text: string
  /** What it is made from: `the code`. */
  readonly from: string
  /** Which makes it: `access`, for `npm run access`. */
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
