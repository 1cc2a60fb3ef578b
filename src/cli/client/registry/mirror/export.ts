// `assay export`: a registry in one signed file, to carry where no network leads.
import type { Command } from 'commander'
import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { clientDirectory } from '../../../../config/client-directory.ts'
import { ifThere } from '../../../../machine/if-there.ts'
import type { DeclaredVerb } from '../../client-command.ts'
import { usage } from '../../client-failure.ts'
import { type Format, formatOption, outputAs } from '../../output/output.ts'
import { outputFile } from '../../output/output-file.ts'
import { publicText, signingKey } from './archive/signing-key.ts'
import { writeArchive } from './archive/write-archive.ts'
import { ownEnd } from './ends.ts'
import { paceOf, rateOption } from './mirror-options.ts'
import { showProgress } from './progress.ts'
import { readRegistry } from './read-registry/read-registry.ts'
import { type Source, versionsIn } from './read-registry/source.ts'
import { countsText, noCounts } from './records.ts'
import { NOT_SHOWN } from './report.ts'

interface ExportOptions {
  readonly bucket?: readonly string[]
  readonly key?: string
  readonly rate: string
  readonly output: Format
}

export const exportVerb: DeclaredVerb = {
  kind: 'itself',
  words: '<file>',
  examples: [
    'assay export ubuntu.tar.zst --bucket ubuntu',
    'assay export registry.tar.zst --key ./archive-key.pem --output name > archive-key.pub',
  ],
  options: (command) =>
    rateOption(command)
      .option('--bucket <bucket...>', 'only this bucket; repeatable (default: all)')
      .option('--key <file>', 'the private key to sign with (Ed25519, PEM); created if it is missing')
      .addOption(formatOption()),
  run: exportRegistry,
}

async function exportRegistry(command: Command, signal: AbortSignal): Promise<void> {
  const options = command.opts<ExportOptions>()
  const file = await outputFile(command.args[0] ?? '')
  const output = outputAs(options.output)
  const progress = showProgress()
  const from = await ownEnd(paceOf(options.rate, signal, progress))
  const keyFile = options.key ?? join(clientDirectory().root, 'archive-key.pem')
  const { key, isNew } = await signingKey(keyFile)
  if ((await ifThere(realpath(file))) === (await realpath(keyFile)))
    throw usage(`${command.args[0] ?? ''} is the file of the signing key: name another file`)
  if (isNew) output.note(`Created ${keyFile}: keep this key, importers verify archives with its public half.`)
  const source: Source = { ...from, lacks: new Set() }
  const counts = noCounts()
  const buckets = options.bucket ?? null
  const known = async () => new Map<string, never>()
  const reading = { buckets, known, isWhole: false, counts, onVersion: progress.step }
  const exported_at = new Date().toISOString()
  const told = () => ({ source: from.name, exported_at, counts, lacks: [...source.lacks, ...NOT_SHOWN] })
  try {
    await progress.begin('exported', await versionsIn(source, buckets))
    await writeArchive(readRegistry(source, reading), { file, key, told })
  } finally {
    progress.stop()
  }
  const signed_by = publicText(key)
  await output.changed(
    { file, signed_by, ...told() },
    {
      sentence: `Wrote ${file}: ${countsText(counts)}. To import it: assay import FILE --signed-by ${signed_by}`,
      name: ({ signed_by: by }) => by,
    },
  )
  for (const lack of source.lacks) output.note(`Not included: ${lack}`)
}
