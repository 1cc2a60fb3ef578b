package walk

import (
	"testing"
	"time"

	packer "github.com/hashicorp/hcp-sdk-go/clients/cloud-packer-service/stable/2023-01-01/client/packer_service"
	wire "github.com/hashicorp/hcp-sdk-go/clients/cloud-packer-service/stable/2023-01-01/models"
)

const child = "2"

// descendants creates a version that is built from the walked one, revokes both and restores them.
func (w *walk) descendants() {
	w.step("PackerService_CreateBuild/records what it was built from", func(t *testing.T) {
		body := &wire.HashicorpCloudPacker20230101CreateBuildBody{
			Artifacts:       []*wire.HashicorpCloudPacker20230101ArtifactCreateBody{{ExternalIdentifier: "ami-3", Region: "eu-west-1"}},
			ComponentType:   "amazon-ebs.child",
			PackerRunUUID:   firstRun,
			ParentVersionID: w.version.ID,
			Platform:        "aws",
			Status:          wire.HashicorpCloudPacker20230101BuildStatusBUILDDONE.Pointer(),
		}
		_, err := w.packer.PackerServiceCreateBuild(packer.NewPackerServiceCreateBuildParams().
			WithBucketName(bucket).WithFingerprint(child).WithBody(body), nil)
		ok(t, err)
		parent, err := w.getVersion(fingerprint)
		ok(t, err)
		equal(t, "whether the parent has descendants", parent.HasDescendants, true)
	})
	w.step("PackerService_ListBucketAncestry", func(t *testing.T) {
		answer, err := w.packer.PackerServiceListBucketAncestry(packer.NewPackerServiceListBucketAncestryParams().
			WithBucketName(bucket).WithType(pointer("ANCESTRY_TYPE_PARENTS")).WithVersionFingerprint(pointer(child)), nil)
		ok(t, err)
		equal(t, "the number of relations", len(answer.Payload.Relations), 1)
		equal(t, "the parent", answer.Payload.Relations[0].Parent.VersionFingerprint, fingerprint)
		equal(t, "the child", answer.Payload.Relations[0].Child.VersionFingerprint, child)
	})

	updateOf := func(t *testing.T, name string, body *wire.HashicorpCloudPacker20230101UpdateVersionBody) {
		t.Helper()
		_, err := w.packer.PackerServiceUpdateVersion(packer.NewPackerServiceUpdateVersionParams().
			WithBucketName(bucket).WithFingerprint(name).WithBody(body), nil)
		ok(t, err)
	}
	update := func(t *testing.T, body *wire.HashicorpCloudPacker20230101UpdateVersionBody) {
		t.Helper()
		updateOf(t, fingerprint, body)
	}
	w.step("PackerService_UpdateVersion/completes one whose build was created done", func(t *testing.T) {
		updateOf(t, child, &wire.HashicorpCloudPacker20230101UpdateVersionBody{Complete: true})
		completed, err := w.getVersion(child)
		ok(t, err)
		equal(t, "its status", *completed.Status, wire.HashicorpCloudPacker20230101VersionStatusVERSIONACTIVE)
	})
	w.step("PackerService_UpdateVersion/revokes a version and what was built from it", func(t *testing.T) {
		update(t, &wire.HashicorpCloudPacker20230101UpdateVersionBody{
			DisableRollbackChannels: true, RevocationMessage: "walked on", RevokeIn: "0s"})
		inherited, err := w.getVersion(child)
		ok(t, err)
		equal(t, "its status", *inherited.Status, wire.HashicorpCloudPacker20230101VersionStatusVERSIONREVOKED)
		equal(t, "its kind of revocation", *inherited.RevocationType, wire.HashicorpCloudPacker20230101RevocationTypeINHERITED)
		equal(t, "whom it inherits from", inherited.RevocationInheritedFrom.VersionFingerprint, fingerprint)
		equal(t, "the message", inherited.RevocationMessage, "walked on")
		isRecent(t, "the revocation", inherited.RevokeAt)
	})
	w.step("PackerService_UpdateVersion/restores both", func(t *testing.T) {
		update(t, &wire.HashicorpCloudPacker20230101UpdateVersionBody{Restore: true})
		for _, name := range []string{fingerprint, child} {
			restored, err := w.getVersion(name)
			ok(t, err)
			equal(t, "the status of "+name, *restored.Status, wire.HashicorpCloudPacker20230101VersionStatusVERSIONACTIVE)
			if !time.Time(restored.RevokeAt).IsZero() {
				t.Fatalf("%s is still revoked at %s", name, restored.RevokeAt)
			}
		}
	})
}
