import type { ErrorSpelling } from '../../error-handler.ts'

/** What the fields that use cases name in a refusal are called here. */
const fieldNames: Readonly<Record<string, string>> = {
  name: 'slug',
  channel_name: 'slug',
  platform: 'cloud_provider',
  parent_version_id: 'source_iteration_id',
  parent_channel_id: 'source_channel_id',
  source_external_identifier: 'source_image_id',
}

export const packer2021Errors: ErrorSpelling = {
  // SDKs before 0.28 (Packer up to 1.8.4) read the message from here.
  extras: (message) => ({ error: message }),
  fieldName: (field) =>
    (Object.hasOwn(fieldNames, field) ? fieldNames[field] : undefined) ??
    field
      .replace(/^artifacts(?=$|\[\d+\]\.)/, 'images')
      .replace(/^(images\[\d+\]\.)external_identifier$/, '$1image_id'),
}
