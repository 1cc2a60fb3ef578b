// Calls every operation that the registry serves, with the generated clients of hcp-sdk-go and its own configuration: the
// HCP_* variables give the address of the registry and the credentials, as for Packer and Terraform. Operations run in the
// order in which they depend on each other; the first failure ends the walk.
package walk

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-openapi/strfmt"
	operation "github.com/hashicorp/hcp-sdk-go/clients/cloud-operation/stable/2020-05-05/client/operation_service"
	packer "github.com/hashicorp/hcp-sdk-go/clients/cloud-packer-service/stable/2023-01-01/client/packer_service"
	wire "github.com/hashicorp/hcp-sdk-go/clients/cloud-packer-service/stable/2023-01-01/models"
	cloud "github.com/hashicorp/hcp-sdk-go/clients/cloud-shared/v1/models"
	"github.com/hashicorp/hcp-sdk-go/config"
	"github.com/hashicorp/hcp-sdk-go/httpclient"
)

type walk struct {
	t          *testing.T
	ctx        context.Context
	config     config.HCPConfig
	org        string
	project    string
	walked     map[string]bool
	packer     packer.ClientService
	operations operation.ClientService

	version *wire.HashicorpCloudPacker20230101Version
	build   *wire.HashicorpCloudPacker20230101Build
}

func TestWalk(t *testing.T) {
	fromEnvironment, err := config.NewHCPConfig(config.FromEnv(), config.WithoutBrowserLogin())
	if err != nil {
		t.Fatal(err)
	}
	transport, err := httpclient.New(httpclient.Config{HCPConfig: fromEnvironment, SourceChannel: "assay-walk"})
	if err != nil {
		t.Fatal(err)
	}
	w := &walk{
		t:          t,
		ctx:        context.Background(),
		config:     fromEnvironment,
		org:        fromEnvironment.Profile().OrganizationID,
		project:    fromEnvironment.Profile().ProjectID,
		walked:     map[string]bool{},
		packer:     packer.New(transport, nil),
		operations: operation.New(transport, nil),
	}
	w.token()
	w.discovery(transport)
	w.buckets()
	w.versions()
	w.builds()
	w.sboms()
	w.completion()
	w.channels()
	w.audit(transport)
	w.descendants()
	w.projects(transport)
	w.servicePrincipals(transport)
	w.groups(transport)
	w.policies(transport)
	w.people(transport)
	w.workloads(transport)
	w.webhooks(transport)
	w.destinations(transport)
	w.billing(transport)
	w.deletion()
	w.registry()
	w.unserved(transport)
}

// step runs one part of the walk under the name of its operation, followed by a slash and what it shows.
func (w *walk) step(name string, walked func(t *testing.T)) {
	operation, _, _ := strings.Cut(name, "/")
	w.walked[operation] = true
	if !w.t.Run(name, walked) {
		w.t.FailNow()
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// valid checks a whole response against the SDK's model. Decoding alone does not detect unknown values of an enumeration.
func valid(t *testing.T, answer interface{ Validate(strfmt.Registry) error }) {
	t.Helper()
	ok(t, answer.Validate(strfmt.Default))
}

func equal[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%s is %v, not %v", what, got, want)
	}
}

// refusal is what every generated "default" response implements.
type refusal interface {
	Code() int
	GetPayload() *cloud.GoogleRPCStatus
}

// Packer searches the text of the error for the code and takes the first match.
var packersCode = regexp.MustCompile(`[Cc]ode"?:([0-9]+)`)

func refused(t *testing.T, err error, status, code int, message string) {
	t.Helper()
	var answer refusal
	if !errors.As(err, &answer) {
		t.Fatalf("answered %v instead of refusing", err)
	}
	equal(t, "the HTTP status", answer.Code(), status)
	equal(t, "the code", int(answer.GetPayload().Code), code)
	if !strings.Contains(answer.GetPayload().Message, message) {
		t.Fatalf("the message %q does not say %q", answer.GetPayload().Message, message)
	}
	found := packersCode.FindStringSubmatch(fmt.Sprintf("%+v", err))
	equal(t, "the code that Packer finds", found[1:], []string{strconv.Itoa(code)})
}

func isULID(t *testing.T, what, id string) {
	t.Helper()
	if !strfmt.IsULID(id) {
		t.Fatalf("%s is %q, which is no ULID", what, id)
	}
}

func isRecent(t *testing.T, what string, at strfmt.DateTime) {
	t.Helper()
	if age := time.Since(time.Time(at)); age < 0 || age > 5*time.Minute {
		t.Fatalf("%s is %s: not of this walk", what, at)
	}
}

func pointer[T any](value T) *T { return &value }
