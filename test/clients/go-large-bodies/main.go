// Sends the same request repeatedly with a body of spaces, as Packer would send one that is too large, and prints each
// outcome as a line of JSON:
//
//	go-large-bodies METHOD PATH BYTES announced|chunked TIMES AT-ONCE
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"sync"
)

// outcome is either a response or the error that net/http reports without one.
type outcome struct {
	Status int    `json:"status"`
	Body   string `json:"body"`
	Error  string `json:"error"`
}

type spaces struct{}

func (spaces) Read(buffer []byte) (int, error) {
	for i := range buffer {
		buffer[i] = ' '
	}
	return len(buffer), nil
}

func main() {
	method, path, framing := os.Args[1], os.Args[2], os.Args[4]
	length, times, atOnce := number(os.Args[3]), number(os.Args[5]), number(os.Args[6])

	turns := make(chan struct{}, atOnce)
	outcomes := make(chan outcome)
	var group sync.WaitGroup
	for range times {
		group.Add(1)
		go func() {
			defer group.Done()
			turns <- struct{}{}
			outcomes <- send(method, path, length, framing == "announced")
			<-turns
		}()
	}
	go func() {
		group.Wait()
		close(outcomes)
	}()
	lines := json.NewEncoder(os.Stdout)
	for each := range outcomes {
		must(lines.Encode(each))
	}
}

func send(method, path string, length int64, announced bool) outcome {
	request, err := http.NewRequest(method, os.Getenv("HCP_AUTH_URL")+path, io.LimitReader(spaces{}, length))
	must(err)
	if announced {
		request.ContentLength = length
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("TOKEN"))
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return outcome{Error: err.Error()}
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return outcome{Status: answer.StatusCode, Body: string(body), Error: err.Error()}
	}
	return outcome{Status: answer.StatusCode, Body: string(body)}
}

func number(text string) int64 {
	value, err := strconv.ParseInt(text, 10, 64)
	must(err)
	return value
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
