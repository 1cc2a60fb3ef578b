// The confirmation before a channel is moved: what changes for those who deploy from it. The button's label states the change in full.
import { Button, Group } from '@mantine/core'
import { Link } from 'react-router'
import type { Permits } from '../asking/permissions.ts'
import type { BucketPlace } from '../bucket/use-bucket.ts'
import { DifferenceInShort } from '../compare/difference-in-short.tsx'
import { useWholeVersion } from '../compare/use-whole-version.ts'
import { Answered } from '../parts/answered.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { EquivalentCall } from '../parts/equivalent-call.tsx'
import { ErrorNote } from '../parts/error-note.tsx'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { whyNot } from '../parts/why-not.ts'
import { channelWords } from '../words/channel-words.ts'
import { words } from '../words/words.ts'
import { type Asked, type Channel, pointObstacle, type Pointing, pointRequest, usePointChannel } from './pointing.ts'

const { point } = channelWords
const OPERATION = 'PackerService_UpdateChannel'
const PERMISSION = 'packer.channels.assign'

interface PointPanelProps {
  readonly place: BucketPlace
  readonly asked: Asked
  readonly channel: Channel
  readonly permits: Permits
  readonly pointing: Pointing
}

export function PointPanel({ place, asked: { channelName, version }, channel, permits, pointing }: PointPanelProps) {
  const was = channel.version
  const change = usePointChannel(place, channelName, was)
  const answer = useWholeVersion(place, version.fingerprint)
  const before = useWholeVersion(place, was?.fingerprint ?? '')
  const request = pointRequest(place, channelName, version.fingerprint)
  const refusal = whyNot(permits, PERMISSION)
  const isKnown =
    answer.data !== undefined && (was === null || (before.data !== undefined && !before.isPlaceholderData))
  const failure = answer.error ?? before.error
  const obstacle = pointObstacle(channel, version)
  return (
    <Dialog title={point.title(channelName, version.name)} isPending={change.isPending} onClose={pointing.drop}>
      {was === null && <p>{point.fromNothing}</p>}
      <Answered answer={answer}>
        {({ version: to }) =>
          to &&
          isKnown && (
            <>
              {to.status === 'VERSION_REVOCATION_SCHEDULED' && (
                <div className="note" data-look="scheduled">
                  <p>
                    {point.scheduled} <TimeAgo at={to.revoke_at} />. {to.revocation_message}
                  </p>
                </div>
              )}
              <DifferenceInShort place={place} from={was && (before.data?.version ?? null)} to={to} />
              <Link to={`${place.path}/compare?${new URLSearchParams({ from: channelName, to: to.fingerprint })}`}>
                {point.whole}
              </Link>
            </>
          )
        }
      </Answered>
      {before.error && <ErrorNote error={before.error} onRetry={() => void before.refetch()} />}
      <EquivalentCall operation={OPERATION} request={request} />
      {(refusal ?? obstacle) !== null && (
        <div className="note" data-look="scheduled">
          <p>{refusal ?? obstacle}</p>
        </div>
      )}
      {change.error && <ErrorNote error={change.error} />}
      <Group justify="flex-end">
        {/* The focus is not on the button that makes the change: a user who is holding Enter down has decided nothing yet. */}
        <Button data-autofocus disabled={change.isPending} onClick={pointing.drop}>
          {words.cancel}
        </Button>
        <PermittedButton
          permits={permits}
          permission={PERMISSION}
          obstacle={obstacle ?? (isKnown || failure !== null ? null : point.unknownBefore)}
          variant="filled"
          loading={change.isPending}
          onClick={() => {
            change.mutate(request, {
              onSuccess() {
                pointing.finish({ channelName, now: version, was })
              },
            })
          }}
        >
          {point.action(channelName, version.name, was?.name ?? null)}
        </PermittedButton>
      </Group>
    </Dialog>
  )
}
