import { useBucketPlace } from '../bucket/use-bucket.ts'
import { EventList } from './event-list.tsx'

/** The events of one bucket and of everything in it. */
export function BucketActivity() {
  const { project, name } = useBucketPlace()
  return <EventList project={project} ofBucket={name} />
}
