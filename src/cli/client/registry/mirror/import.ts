// `assay import`: loads what `assay export` wrote into the registry that commands use.
import type { Command } from 'commander'
import type { DeclaredVerb } from '../../client-command.ts'
import { refused } from '../../client-failure.ts'
import { type Format, formatOption, outputAs } from '../../output/output.ts'
import { recordsIn, type VerifiedArchive, verifyArchive } from './archive/read-archive.ts'
import { type End, ownEnd, takesRecords } from './ends.ts'
import { goingOn, numberIn, paceOf, rateOption } from './mirror-options.ts'
import { showProgress } from './progress.ts'
import { showReport } from './report.ts'
import type { Compared } from './verify.ts'
import { importWriter } from './record-writer/import-writer.ts'

interface ImportOptions {
  readonly signedBy?: string
  readonly rate: string
  readonly sample: string
  readonly output: Format
}

export const importVerb: DeclaredVerb = {
  kind: 'itself',
  words: '<file>',
  examples: ['assay import registry.tar.zst --signed-by ./archive-key.pub'],
  options: (command) =>
    rateOption(command)
      .option(
        '--signed-by <key>',
        'the public key of the exporter: as assay export prints it, or a file with it in that form or as PEM',
      )
      .option('--sample <number>', 'compare about this many of its files with the registry at the end', '20')
      .addOption(formatOption()),
  run: importArchive,
}

async function importArchive(command: Command, signal: AbortSignal): Promise<void> {
  const { signedBy, output: format, ...options } = command.opts<ImportOptions>()
  const [file = ''] = command.args
  const output = outputAs(format)
  const sample = numberIn('--sample', options.sample)
  const progress = showProgress()
  const pace = paceOf(options.rate, signal, progress)
  const archive = await verifyArchive(file, signedBy)
  const to = await ownEnd(pace)
  if (!(await takesRecords(to)))
    throw refused(
      `${to.name} is not an Assay server, and only these import archives: import it into one, and mirror from there`,
    )
  const { manifest } = archive
  await goingOn(output, async () => {
    try {
      await progress.begin('imported', manifest.counts.versions)
      const writer = importWriter(to.client, manifest.source)
      for await (const records of recordsIn(file, archive))
        for (const record of records) {
          await writer.write(record)
          if (record.version) progress.step()
        }
      await writer.end()
      const compared = await compareAgain({ file, archive, to, sample })
      progress.stop()
      const { source, counts, lacks } = manifest
      await showReport(output, { source, target: to.name, counts, brought: writer.brought, compared, lacks })
    } finally {
      progress.stop()
    }
  })
}

interface Comparing {
  readonly file: string
  readonly archive: VerifiedArchive
  readonly to: End
  readonly sample: number
}

/** Imports a sample again. Records that are there change nothing: the server compares them field by field and reports the result. */
async function compareAgain({ file, archive, to, sample }: Comparing): Promise<Compared> {
  const every = Math.max(1, Math.ceil(archive.manifest.files / Math.max(1, sample)))
  const writer = importWriter(to.client, archive.manifest.source)
  let index = 0
  for await (const records of recordsIn(file, archive)) {
    if (sample > 0 && index % every === 0) for (const record of records) await writer.write(record)
    index += 1
  }
  await writer.end()
  const { counts, kept, refused } = writer.brought
  const things = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const changed = counts.created + counts.updated
  const differences = changed > 0 ? [`records that were missing or different after the import: ${changed}`] : []
  return { things, differences: [...differences, ...kept, ...refused], onlyThere: [] }
}
