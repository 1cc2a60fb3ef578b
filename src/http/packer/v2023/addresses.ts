import type { View } from '../../wire/view.ts'

const bucketPath = ({ location }: View, bucketName: string) =>
  `/packer/2023-01-01/organizations/${location.organizationId}/projects/${location.projectId}/buckets/${bucketName}`

export const versionHref = (view: View, bucketName: string, fingerprint: string): string =>
  `${bucketPath(view, bucketName)}/versions/${fingerprint}`

export const parentsHref = (view: View, bucketName: string): string =>
  `${bucketPath(view, bucketName)}/ancestry?type=ANCESTRY_TYPE_PARENTS`

export const versionParentsHref = (view: View, bucketName: string, fingerprint: string): string =>
  `${parentsHref(view, bucketName)}&version_fingerprint=${fingerprint}`

export const childrenHref = (view: View, bucketName: string): string =>
  `${bucketPath(view, bucketName)}/ancestry?type=ANCESTRY_TYPE_CHILDREN`
