// The channels of a bucket as columns, and versions as cards that are moved onto them by pointer, keyboard or menu.
import { useState } from 'react'
import { bucketResource, usePermits } from '../asking/permissions.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { useBucketPlace } from '../bucket/use-bucket.ts'
import { NewChannel } from '../channel/new-channel.tsx'
import { inOrder } from '../channel/pointing.ts'
import { useVersions, VERSIONS_A_PAGE } from '../compare/recent-versions.ts'
import { Answered } from '../parts/answered.tsx'
import { PageTurns, usePageQuery } from '../parts/page-turns.tsx'
import { SectionHead } from '../parts/section-head.tsx'
import { boardWords } from '../words/board-words.ts'
import './board.css'
import { Board } from './board.tsx'

export function BoardPage() {
  const place = useBucketPlace()
  const [made, setMade] = useState<string | null>(null)
  const permits = usePermits(bucketResource(place.project.id, place.name))
  const channels = useAnswer('PackerService_ListChannels', { params: place.params })
  const versions = useVersions(place, usePageQuery(VERSIONS_A_PAGE))
  return (
    <>
      <SectionHead title={boardWords.title} actions={<NewChannel place={place} permits={permits} onMade={setMade} />} />
      <Answered answer={channels}>
        {(listed) => (
          <Answered answer={versions}>
            {({ pagination }) => (
              <>
                <Board
                  place={place}
                  permits={permits}
                  made={made}
                  channels={inOrder(listed.channels)}
                  versions={versions.versions ?? []}
                />
                <PageTurns tokens={pagination} />
              </>
            )}
          </Answered>
        )}
      </Answered>
    </>
  )
}
