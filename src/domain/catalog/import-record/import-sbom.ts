import { fail, failedPrecondition, notFound } from '../../errors.ts'
import { requireDocument, requireSbomCount, requireSbomName } from '../sbom/upload-sbom.ts'
import { isComplete } from '../version/version.ts'
import { type Imported, imported, type SbomRecord } from './import-record.ts'
import { bucketOf, idOf, type Importing, versionOf } from './importing.ts'

/** Stores a document as it was sent. The documents of a complete version never change. */
export async function importSbom(importing: Importing, record: SbomRecord): Promise<Imported> {
  const { bucketName, fingerprint, componentType, name, format, compressed } = record
  requireSbomName(name)
  requireDocument(compressed)
  const { tx, now } = importing.change
  const version = await versionOf(importing, await bucketOf(importing, bucketName), fingerprint)
  const build = version.builds.find((each) => each.componentType === componentType)
  const { id: buildId } = build ?? fail(notFound('build', componentType))
  const kept = await tx.sboms.list(buildId)
  const before = kept.find((sbom) => sbom.name === name)
  if (before !== undefined) {
    const document = await tx.sboms.read(before.id)
    const isSame = before.format === format && Buffer.from(document?.compressed ?? []).equals(compressed)
    if (isSame) return imported('unchanged')
  }
  if (isComplete(version)) {
    const where = `version "${fingerprint}" of bucket "${bucketName}" is complete`
    if (before !== undefined) return imported('kept', `${where}: its SBOM "${name}" is the one that is here`)
    throw failedPrecondition(`${where}, and has no SBOM "${name}": none can be added any more`)
  }
  requireSbomCount(kept, name)
  const id = before?.id ?? (await idOf(importing, 'sbom', record.id))
  await tx.sboms.put({ id, buildId, name, format, createdAt: before?.createdAt ?? now }, compressed)
  return imported(before === undefined ? 'created' : 'updated')
}
