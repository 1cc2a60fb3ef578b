// The version that the address names.
import { useParams } from 'react-router'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import type { Project } from '../asking/place.ts'
import { type BucketPlace, useBucketPlace } from '../bucket/use-bucket.ts'

export type Version = NonNullable<Answer<Operations['PackerService_GetVersion']>['version']>
export type Build = Version['builds'][number]

export interface VersionPlace {
  readonly project: Project
  readonly bucket: BucketPlace
  readonly fingerprint: string
  /** The location parameters of the version's operations. */
  readonly params: BucketPlace['params'] & { readonly fingerprint: string }
}

export function useVersionPlace(): VersionPlace {
  const bucket = useBucketPlace()
  const { fingerprint = '' } = useParams()
  return { project: bucket.project, bucket, fingerprint, params: { ...bucket.params, fingerprint } }
}

/** The name to show. An incomplete version has no number yet, so its fingerprint is added. */
export const calledVersion = ({ name, fingerprint }: Pick<Version, 'name' | 'fingerprint'>): string =>
  name === 'v0' ? `v0 (${fingerprint})` : name
