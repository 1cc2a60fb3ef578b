package walk

import (
	"testing"

	packer "github.com/hashicorp/hcp-sdk-go/clients/cloud-packer-service/stable/2023-01-01/client/packer_service"
	wire "github.com/hashicorp/hcp-sdk-go/clients/cloud-packer-service/stable/2023-01-01/models"
)

const bucket = "walked"

// Organization and project are left empty here and in the other parts: the SDK fills in those of its profile.

func (w *walk) createBucket(name string) (*wire.HashicorpCloudPacker20230101Bucket, error) {
	body := &wire.HashicorpCloudPacker20230101CreateBucketBody{
		Name: name, Description: "walked", Labels: map[string]string{"os": "linux"}}
	answer, err := w.packer.PackerServiceCreateBucket(packer.NewPackerServiceCreateBucketParams().WithBody(body), nil)
	if err != nil {
		return nil, err
	}
	return answer.Payload.Bucket, nil
}

func (w *walk) getBucket(name string) (*wire.HashicorpCloudPacker20230101Bucket, error) {
	answer, err := w.packer.PackerServiceGetBucket(
		packer.NewPackerServiceGetBucketParams().WithBucketName(name), nil)
	if err != nil {
		return nil, err
	}
	return answer.Payload.Bucket, nil
}

func (w *walk) buckets() {
	w.step("PackerService_CreateBucket", func(t *testing.T) {
		created, err := w.createBucket(bucket)
		ok(t, err)
		isULID(t, "the bucket's id", created.ID)
		isRecent(t, "its creation", created.CreatedAt)
		equal(t, "its name", created.Name, bucket)
		equal(t, "its resource name", created.ResourceName, "packer/project/"+w.project+"/bucket/"+bucket)
		equal(t, "its organization", created.Location.OrganizationID, w.org)
		equal(t, "its number of versions", created.VersionCount, "0")
	})
	w.step("PackerService_CreateBucket/refuses one that exists", func(t *testing.T) {
		_, err := w.createBucket(bucket)
		refused(t, err, 409, 6, bucket)
	})
	w.step("PackerService_GetBucket", func(t *testing.T) {
		found, err := w.getBucket(bucket)
		ok(t, err)
		equal(t, "its description", found.Description, "walked")
		equal(t, "its labels", found.Labels, map[string]string{"os": "linux"})
		equal(t, "its latest version", found.LatestVersion, nil)
	})
	w.step("PackerService_GetBucket/knows what is not there", func(t *testing.T) {
		_, err := w.getBucket("elsewhere")
		refused(t, err, 404, 5, "elsewhere")
	})
	w.step("PackerService_UpdateBucket", func(t *testing.T) {
		body := &wire.HashicorpCloudPacker20230101UpdateBucketBody{Labels: map[string]string{"os": "bsd"}}
		answer, err := w.packer.PackerServiceUpdateBucket(
			packer.NewPackerServiceUpdateBucketParams().WithBucketName(bucket).WithBody(body), nil)
		ok(t, err)
		equal(t, "the labels", answer.Payload.Bucket.Labels, map[string]string{"os": "bsd"})
		equal(t, "the description, which was not sent", answer.Payload.Bucket.Description, "walked")
	})
	w.step("PackerService_ListBuckets", func(t *testing.T) {
		for _, name := range []string{"another", "yet-another"} {
			_, err := w.createBucket(name)
			ok(t, err)
		}
		names, token := []string{}, ""
		for pages := 0; pages == 0 || token != ""; pages++ {
			params := packer.NewPackerServiceListBucketsParams().
				WithSortingOrderBy([]string{"name desc"}).WithPaginationPageSize(pointer(int64(2)))
			if token != "" {
				params.SetPaginationNextPageToken(&token)
			}
			answer, err := w.packer.PackerServiceListBuckets(params, nil)
			ok(t, err)
			for _, found := range answer.Payload.Buckets {
				names = append(names, found.Name)
			}
			token = answer.Payload.Pagination.NextPageToken
		}
		equal(t, "the names over all pages", names, []string{"yet-another", bucket, "another"})
	})
}
