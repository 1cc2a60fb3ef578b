import type { View } from '../../wire/view.ts'

const bucketPath = ({ location }: View, slug: string) =>
  `/packer/2021-04-30/organizations/${location.organizationId}/projects/${location.projectId}/images/${slug}`

export const iterationHref = (view: View, slug: string, id: string): string =>
  `${bucketPath(view, slug)}/iteration?iteration_id=${id}`

export const parentsHref = (view: View, slug: string): string => `${bucketPath(view, slug)}/ancestry?type=parents`

export const iterationParentsHref = (view: View, slug: string, fingerprint: string): string =>
  `${parentsHref(view, slug)}&fingerprint=${fingerprint}`

export const childrenHref = (view: View, slug: string): string => `${bucketPath(view, slug)}/ancestry?type=children`
