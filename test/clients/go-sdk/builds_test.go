package walk

import (
	"io"
	"net/http"
	"strings"
	"testing"

	packer "github.com/hashicorp/hcp-sdk-go/clients/cloud-packer-service/stable/2023-01-01/client/packer_service"
	wire "github.com/hashicorp/hcp-sdk-go/clients/cloud-packer-service/stable/2023-01-01/models"
)

const (
	firstRun  = "6f1f6bd8-2f9c-4f6f-9d0b-2f3b0f6f0a01"
	secondRun = "6f1f6bd8-2f9c-4f6f-9d0b-2f3b0f6f0a02"
)

func (w *walk) createBuild(componentType string) (*wire.HashicorpCloudPacker20230101Build, error) {
	body := &wire.HashicorpCloudPacker20230101CreateBuildBody{
		ComponentType: componentType,
		Labels:        map[string]string{"arch": "amd64"},
		PackerRunUUID: firstRun,
		Platform:      "aws",
		Status:        wire.HashicorpCloudPacker20230101BuildStatusBUILDUNSET.Pointer(),
	}
	answer, err := w.packer.PackerServiceCreateBuild(packer.NewPackerServiceCreateBuildParams().
		WithBucketName(bucket).WithFingerprint(fingerprint).WithBody(body), nil)
	if err != nil {
		return nil, err
	}
	return answer.Payload.Build, nil
}

func (w *walk) updateBuild(body *wire.HashicorpCloudPacker20230101UpdateBuildBody) (*wire.HashicorpCloudPacker20230101Build, error) {
	answer, err := w.packer.PackerServiceUpdateBuild(packer.NewPackerServiceUpdateBuildParams().
		WithBucketName(bucket).WithFingerprint(fingerprint).WithBuildID(w.build.ID).WithBody(body), nil)
	if err != nil {
		return nil, err
	}
	return answer.Payload.Build, nil
}

func (w *walk) builds() {
	w.step("PackerService_CreateBuild", func(t *testing.T) {
		created, err := w.createBuild("amazon-ebs.walked")
		ok(t, err)
		isULID(t, "the build's id", created.ID)
		equal(t, "its version", created.VersionID, w.version.ID)
		equal(t, "its status", *created.Status, wire.HashicorpCloudPacker20230101BuildStatusBUILDUNSET)
		w.build = created
	})
	w.step("PackerService_CreateBuild/refuses a second one of a component", func(t *testing.T) {
		_, err := w.createBuild("amazon-ebs.walked")
		refused(t, err, 409, 6, "amazon-ebs.walked")
	})
	w.step("PackerService_DeleteBuild", func(t *testing.T) {
		created, err := w.createBuild("amazon-ebs.deleted")
		ok(t, err)
		_, err = w.packer.PackerServiceDeleteBuild(packer.NewPackerServiceDeleteBuildParams().
			WithBucketName(bucket).WithFingerprint(fingerprint).WithBuildID(created.ID), nil)
		ok(t, err)
	})
	w.step("PackerService_ListBuilds", func(t *testing.T) {
		answer, err := w.packer.PackerServiceListBuilds(packer.NewPackerServiceListBuildsParams().
			WithBucketName(bucket).WithFingerprint(fingerprint), nil)
		ok(t, err)
		equal(t, "the number of builds", len(answer.Payload.Builds), 1)
		equal(t, "the build", answer.Payload.Builds[0].ID, w.build.ID)
	})
	w.step("PackerService_UpdateBuild/takes a heartbeat", func(t *testing.T) {
		running, err := w.updateBuild(&wire.HashicorpCloudPacker20230101UpdateBuildBody{
			PackerRunUUID: secondRun, Status: wire.HashicorpCloudPacker20230101BuildStatusBUILDRUNNING.Pointer()})
		ok(t, err)
		equal(t, "the run", running.PackerRunUUID, secondRun)
		equal(t, "the labels, which were not sent", running.Labels, map[string]string{"arch": "amd64"})
	})
	w.step("PackerService_GetBuild", func(t *testing.T) {
		answer, err := w.packer.PackerServiceGetBuild(packer.NewPackerServiceGetBuildParams().
			WithBucketName(bucket).WithFingerprint(fingerprint).WithBuildID(w.build.ID), nil)
		ok(t, err)
		equal(t, "its component", answer.Payload.Build.ComponentType, "amazon-ebs.walked")
		equal(t, "its status", *answer.Payload.Build.Status, wire.HashicorpCloudPacker20230101BuildStatusBUILDRUNNING)
	})
}

// zstd wraps a document of less than 256 bytes in a zstd frame: one segment with one raw block.
func zstd(document string) []byte {
	size := len(document)
	last := size<<3 | 1
	frame := []byte{0x28, 0xb5, 0x2f, 0xfd, 0x20, byte(size), byte(last), byte(last >> 8), byte(last >> 16)}
	return append(frame, document...)
}

func (w *walk) sboms() {
	const document = `{"bomFormat":"CycloneDX","specVersion":"1.6","components":[]}`
	w.step("PackerService_UploadSbom", func(t *testing.T) {
		body := &wire.HashicorpCloudPacker20230101UploadSbomBody{
			CompressedSbom: zstd(document), Format: wire.HashicorpCloudPacker20230101SbomFormatCYCLONEDX.Pointer(), Name: "bill"}
		answer, err := w.packer.PackerServiceUploadSbom(packer.NewPackerServiceUploadSbomParams().
			WithBucketName(bucket).WithFingerprint(fingerprint).WithBuildID(w.build.ID).WithBody(body), nil)
		ok(t, err)
		isULID(t, "the document's id", answer.Payload.Sbom.ID)
	})
	w.step("PackerService_ListSboms", func(t *testing.T) {
		answer, err := w.packer.PackerServiceListSboms(packer.NewPackerServiceListSbomsParams().
			WithBucketName(bucket).WithFingerprint(fingerprint).WithBuildID(w.build.ID), nil)
		ok(t, err)
		equal(t, "the number of documents", len(answer.Payload.Sboms), 1)
		equal(t, "its name", answer.Payload.Sboms[0].Name, "bill")
		equal(t, "its format", *answer.Payload.Sboms[0].Format, wire.HashicorpCloudPacker20230101SbomFormatCYCLONEDX)
	})
	w.step("PackerService_GetSbom", func(t *testing.T) {
		answer, err := w.packer.PackerServiceGetSbom(packer.NewPackerServiceGetSbomParams().
			WithBucketName(bucket).WithFingerprint(fingerprint).WithBuildID(w.build.ID).WithSbomName("bill"), nil)
		ok(t, err)
		download, err := http.Get(answer.Payload.DownloadURL)
		ok(t, err)
		defer download.Body.Close()
		downloaded, err := io.ReadAll(download.Body)
		ok(t, err)
		equal(t, "what is downloaded", string(downloaded), document)
		if disposition := download.Header.Get("Content-Disposition"); !strings.Contains(disposition, "bill.json") {
			t.Fatalf("the file name of the download is missing in %q", disposition)
		}
	})
}
