import type { RunClient } from '../../client-command.ts'
import { usage } from '../../client-failure.ts'

export const templates = ['HCL2', 'JSON'] as const

function templateIn(text: string | undefined) {
  if (text === undefined) return 'TEMPLATE_TYPE_UNSET'
  const found = templates.find((template) => template === text.toUpperCase())
  if (found === undefined) throw usage(`--template ${JSON.stringify(text)} is none of ${templates.join(', ')}`)
  return found
}

export const versionCreate: RunClient = async ({ client, output }, command) => {
  const [bucket = '', fingerprint = ''] = command.args
  const { version } = await client.call('PackerService_CreateVersion', {
    params: { bucket_name: bucket },
    body: { fingerprint, template_type: templateIn(command.opts<{ template?: string }>().template) },
  })
  await output.changed(version, {
    sentence: `Created the version ${fingerprint} of ${bucket}: it is complete once its builds are done (assay build create).`,
    name: () => fingerprint,
  })
}
