// The bucket that the address names.
import { useParams } from 'react-router'
import { inProject, type Project, projectPath, useProject } from '../asking/place.ts'

export interface BucketPlace {
  readonly project: Project
  readonly name: string
  /** The path of its page. */
  readonly path: string
  /** The location parameters of the bucket's operations. */
  readonly params: ReturnType<typeof inProject> & { readonly bucket_name: string }
}

export const bucketPath = (project: Project, name: string): string =>
  `${projectPath(project)}/buckets/${encodeURIComponent(name)}`

/** The address of a version, which names it by its fingerprint. */
export const versionPath = (project: Project, bucketName: string, fingerprint: string): string =>
  `${bucketPath(project, bucketName)}/versions/${encodeURIComponent(fingerprint)}`

export function useBucketPlace(): BucketPlace {
  const project = useProject()
  const { bucket: name = '' } = useParams()
  return bucketPlace(project, name)
}

export const bucketPlace = (project: Project, name: string): BucketPlace => ({
  project,
  name,
  path: bucketPath(project, name),
  params: { ...inProject(project), bucket_name: name },
})
