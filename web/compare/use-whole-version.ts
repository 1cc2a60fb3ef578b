import { useAnswer } from '../asking/use-answer.ts'
import type { BucketPlace } from '../bucket/use-bucket.ts'

/** A version with everything that its builds reported, which lists leave out. */
export const useWholeVersion = ({ params }: BucketPlace, fingerprint: string) =>
  useAnswer('PackerService_GetVersion', { params: { ...params, fingerprint } }, { when: fingerprint !== '' })
