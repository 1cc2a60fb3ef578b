import { useBucketPlace } from '../bucket/use-bucket.ts'
import { EventList } from './event-list.tsx'

/** What happened to one bucket and to all that is in it. */
export function BucketActivity() {
  const { project, name } = useBucketPlace()
  return <EventList project={project} ofBucket={name} />
}
