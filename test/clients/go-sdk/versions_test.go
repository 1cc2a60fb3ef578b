package walk

import (
	"testing"
	"time"

	packer "github.com/hashicorp/hcp-sdk-go/clients/cloud-packer-service/stable/2023-01-01/client/packer_service"
	wire "github.com/hashicorp/hcp-sdk-go/clients/cloud-packer-service/stable/2023-01-01/models"
)

const fingerprint = "01J-walked_fingerprint.1"

func (w *walk) createVersion(fingerprint string) (*wire.HashicorpCloudPacker20230101Version, error) {
	body := &wire.HashicorpCloudPacker20230101CreateVersionBody{
		Fingerprint: fingerprint, TemplateType: wire.HashicorpCloudPacker20230101TemplateTypeHCL2.Pointer()}
	answer, err := w.packer.PackerServiceCreateVersion(
		packer.NewPackerServiceCreateVersionParams().WithBucketName(bucket).WithBody(body), nil)
	if err != nil {
		return nil, err
	}
	return answer.Payload.Version, nil
}

func (w *walk) getVersion(fingerprint string) (*wire.HashicorpCloudPacker20230101Version, error) {
	answer, err := w.packer.PackerServiceGetVersion(
		packer.NewPackerServiceGetVersionParams().WithBucketName(bucket).WithFingerprint(fingerprint), nil)
	if err != nil {
		return nil, err
	}
	return answer.Payload.Version, nil
}

// completeVersion also sends a revoke_at of the year 1, because the model cannot omit it.
func (w *walk) completeVersion() (*wire.HashicorpCloudPacker20230101Version, error) {
	body := &wire.HashicorpCloudPacker20230101UpdateVersionBody{Complete: true}
	answer, err := w.packer.PackerServiceUpdateVersion(
		packer.NewPackerServiceUpdateVersionParams().WithBucketName(bucket).WithFingerprint(fingerprint).WithBody(body), nil)
	if err != nil {
		return nil, err
	}
	return answer.Payload.Version, nil
}

func (w *walk) versions() {
	w.step("PackerService_GetVersion/answers an unknown fingerprint with the code that makes Packer create it", func(t *testing.T) {
		_, err := w.getVersion(fingerprint)
		refused(t, err, 409, 10, fingerprint)
	})
	w.step("PackerService_CreateVersion", func(t *testing.T) {
		created, err := w.createVersion(fingerprint)
		ok(t, err)
		isULID(t, "the version's id", created.ID)
		isRecent(t, "its creation", created.CreatedAt)
		equal(t, "its name", created.Name, "v0")
		equal(t, "its status", *created.Status, wire.HashicorpCloudPacker20230101VersionStatusVERSIONRUNNING)
		equal(t, "its template type", *created.TemplateType, wire.HashicorpCloudPacker20230101TemplateTypeHCL2)
		w.version = created
	})
	w.step("PackerService_CreateVersion/refuses one that exists", func(t *testing.T) {
		_, err := w.createVersion(fingerprint)
		refused(t, err, 409, 6, fingerprint)
	})
	w.step("PackerService_GetVersion", func(t *testing.T) {
		found, err := w.getVersion(fingerprint)
		ok(t, err)
		equal(t, "the version", found.ID, w.version.ID)
		equal(t, "its creation", found.CreatedAt, w.version.CreatedAt)
		if !time.Time(found.RevokeAt).IsZero() {
			t.Fatalf("a version that nobody revoked is revoked at %s", found.RevokeAt)
		}
	})
	w.step("PackerService_UpdateVersion/completes no version without a build that is done", func(t *testing.T) {
		_, err := w.completeVersion()
		refused(t, err, 400, 9, fingerprint)
	})
	w.step("PackerService_ListVersions", func(t *testing.T) {
		_, err := w.createVersion("2")
		ok(t, err)
		answer, err := w.packer.PackerServiceListVersions(packer.NewPackerServiceListVersionsParams().
			WithBucketName(bucket).WithPaginationPageSize(pointer(int64(1))), nil)
		ok(t, err)
		equal(t, "the length of the page", len(answer.Payload.Versions), 1)
		equal(t, "the newest version", answer.Payload.Versions[0].Fingerprint, "2")
	})
}

// completion finishes the only build of the version and checks everything that must follow at once.
func (w *walk) completion() {
	w.step("PackerService_UpdateBuild", func(t *testing.T) {
		artifacts := []*wire.HashicorpCloudPacker20230101ArtifactCreateBody{
			{ExternalIdentifier: "ami-1", Region: "eu-west-1"}, {ExternalIdentifier: "ami-2", Region: "us-east-1"}}
		done, err := w.updateBuild(&wire.HashicorpCloudPacker20230101UpdateBuildBody{
			Artifacts: artifacts,
			Labels:    map[string]string{"git_sha": "0123"},
			Metadata:  &wire.HashicorpCloudPacker20230101BuildMetadata{Packer: map[string]any{"version": "1.2.3"}},
			Status:    wire.HashicorpCloudPacker20230101BuildStatusBUILDDONE.Pointer(),
		})
		ok(t, err)
		equal(t, "the platform, which was not sent", done.Platform, "aws")
		equal(t, "the labels", done.Labels, map[string]string{"arch": "amd64", "git_sha": "0123"})
		equal(t, "the number of artifacts", len(done.Artifacts), 2)
		isULID(t, "an artifact's id", done.Artifacts[0].ID)
		equal(t, "the metadata of Packer", done.Metadata.Packer, any(map[string]any{"version": "1.2.3"}))
	})
	w.step("PackerService_GetVersion/finds the version complete with the last build", func(t *testing.T) {
		found, err := w.getVersion(fingerprint)
		ok(t, err)
		equal(t, "its name", found.Name, "v1")
		equal(t, "its status", *found.Status, wire.HashicorpCloudPacker20230101VersionStatusVERSIONACTIVE)
		equal(t, "an artifact of its build", found.Builds[0].Artifacts[0].ExternalIdentifier, "ami-1")
	})
	w.step("PackerService_GetBucket/tells of its latest version", func(t *testing.T) {
		found, err := w.getBucket(bucket)
		ok(t, err)
		equal(t, "its latest version", found.LatestVersion.ID, w.version.ID)
		equal(t, "its number of versions", found.VersionCount, "1")
		equal(t, "its platforms", found.Platforms, []string{"aws"})
	})
	w.step("PackerService_UpdateVersion", func(t *testing.T) {
		completed, err := w.completeVersion()
		ok(t, err)
		equal(t, "the name of a version that was complete already", completed.Name, "v1")
	})
	w.step("PackerService_CreateBuild/takes no build for a complete version", func(t *testing.T) {
		_, err := w.createBuild("another.late")
		refused(t, err, 400, 9, "complete")
	})
	w.step("PackerService_SearchExternalArtifact", func(t *testing.T) {
		body := &wire.HashicorpCloudPacker20230101SearchExternalArtifactRequestBody{
			ExternalIdentifier: "ami-2", Platform: "aws", Region: "us-east-1"}
		answer, err := w.packer.PackerServiceSearchExternalArtifact(
			packer.NewPackerServiceSearchExternalArtifactParams().WithBody(body), nil)
		ok(t, err)
		equal(t, "the number of finds", len(answer.Payload.Artifacts), 1)
		equal(t, "its bucket", answer.Payload.Artifacts[0].Bucket.Name, bucket)
		equal(t, "its version", answer.Payload.Artifacts[0].Version.Fingerprint, fingerprint)
		equal(t, "its build", answer.Payload.Artifacts[0].Build.ID, w.build.ID)
	})
	w.step("PackerService_GetEnforcedBlocksByBucket", func(t *testing.T) {
		answer, err := w.packer.PackerServiceGetEnforcedBlocksByBucket(
			packer.NewPackerServiceGetEnforcedBlocksByBucketParams().WithBucketName(bucket), nil)
		ok(t, err)
		equal(t, "the number of enforced blocks", len(answer.Payload.EnforcedBlockDetail), 0)
	})
}
