import { getSbom, listSboms } from '../../../domain/catalog/sbom/get-sbom.ts'
import type { Sbom } from '../../../domain/catalog/sbom/sbom.ts'
import { uploadSbom } from '../../../domain/catalog/sbom/upload-sbom.ts'
import { invalidArgument } from '../../../domain/errors.ts'
import { streamOut } from '../../wire/json-stream.ts'
import { sbomBytesIn } from '../sbom-bytes.ts'
import { sbomFormatIn, sbomFormatOut } from '../sbom-format.ts'
import { buildRef } from './builds.ts'
import type { HandlersOf, Out } from './messages.ts'

const sbomOut = ({ id, name, format }: Sbom): Out<'Sbom'> => ({ id, name, format: sbomFormatOut[format] })

/** Makes the address from which one SBOM can be downloaded for a short while without a token. */
export type DownloadPath = (sbom: Sbom) => string

export const sbomHandlers = (downloadPath: DownloadPath) =>
  ({
    async PackerService_UploadSbom({ params, body }, context) {
      if (body.format === undefined)
        throw invalidArgument('format', `is required: one of ${Object.keys(sbomFormatIn).join(', ')}`)
      const compressed = sbomBytesIn('compressed_sbom', body.compressed_sbom ?? '')
      const upload = { ...buildRef(params), name: body.name ?? '', format: sbomFormatIn[body.format], compressed }
      return { sbom: sbomOut(await uploadSbom(context, upload)) }
    },
    async PackerService_ListSboms({ params }, context) {
      return { sboms: streamOut(await listSboms(context, buildRef(params)), sbomOut) }
    },
    async PackerService_GetSbom({ params, origin }, context) {
      const sbom = await getSbom(context, { ...buildRef(params), name: params.sbom_name })
      return { download_url: origin + downloadPath(sbom) }
    },
  }) satisfies HandlersOf<'UploadSbom' | 'ListSboms' | 'GetSbom'>
