/* The floor for many requests in flight: two loops over curl_multi as programs write them by hand, one that lets libcurl
 * wait, and one with an epoll descriptor of its own. Either may do the whole job: sign before, and read after.
 */
#ifndef MULTI_H
#define MULTI_H

#include "byhand.h"

#include <sys/epoll.h>

#define MULTI_MOST 128

typedef struct multi {
    CURLM *handle;
    bare transfers[MULTI_MOST];
    char bodies[MULTI_MOST][BYHAND_BODY];
    int is_whole; /* 1: signs and reads */
    int flight;   /* transfers in use, each with a connection of its own */
    int epoll;    /* -1 where libcurl waits */
    long timer;   /* milliseconds until libcurl wants to be called; -1 for never */
} multi;

static inline int multi_on_socket(CURL *handle, curl_socket_t socket, int what, void *context, void *watched) {
    multi *self = (multi *)context;
    struct epoll_event event;
    (void)handle;
    memset(&event, 0, sizeof event);
    event.data.fd = socket;
    if (what & CURL_POLL_IN && what != CURL_POLL_REMOVE) event.events |= EPOLLIN;
    if (what & CURL_POLL_OUT && what != CURL_POLL_REMOVE) event.events |= EPOLLOUT;
    if (what == CURL_POLL_REMOVE) {
        epoll_ctl(self->epoll, EPOLL_CTL_DEL, socket, NULL);
    } else {
        epoll_ctl(self->epoll, watched ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event);
        curl_multi_assign(self->handle, socket, self);
    }
    return 0;
}

static inline int multi_on_timer(CURLM *handle, long milliseconds, void *context) {
    (void)handle;
    ((multi *)context)->timer = milliseconds;
    return 0;
}

static inline void multi_open(multi *self, int flight, int own_epoll, const char *url, const char *ca, const char *body,
                              size_t length) {
    int index;
    memset(self, 0, sizeof *self);
    self->handle = curl_multi_init();
    self->flight = flight;
    self->timer = self->epoll = -1;
    for (index = 0; index < flight; index++)
        bare_open(&self->transfers[index], url, ca, body, length);
    curl_multi_setopt(self->handle, CURLMOPT_MAXCONNECTS, (long)flight);
    if (!own_epoll) return;
    self->epoll = epoll_create1(EPOLL_CLOEXEC);
    curl_multi_setopt(self->handle, CURLMOPT_SOCKETFUNCTION, multi_on_socket);
    curl_multi_setopt(self->handle, CURLMOPT_SOCKETDATA, self);
    curl_multi_setopt(self->handle, CURLMOPT_TIMERFUNCTION, multi_on_timer);
    curl_multi_setopt(self->handle, CURLMOPT_TIMERDATA, self);
}

/* From now on every request is signed anew, and every answer read. */
static inline void multi_do_all(multi *self) {
    int index;
    self->is_whole = 1;
    for (index = 0; index < self->flight; index++) {
        byhand_sign(self->bodies[index]);
        bare_set(curl_easy_setopt(self->transfers[index].handle, CURLOPT_POSTFIELDS, self->bodies[index]));
        bare_set(curl_easy_setopt(self->transfers[index].handle, CURLOPT_POSTFIELDSIZE_LARGE,
                                  (curl_off_t)strlen(self->bodies[index])));
    }
}

static inline void multi_begin(multi *self, bare *transfer) {
    transfer->used = 0;
    if (self->is_whole) byhand_sign(self->bodies[transfer - self->transfers]); /* always as long as the one before */
    curl_multi_add_handle(self->handle, transfer->handle);
}

/* Moves all transfers forward; waits until there is something to move. */
static inline void multi_step(multi *self) {
    int running, index, count;
    struct epoll_event events[MULTI_MOST];
    if (self->epoll < 0) {
        curl_multi_poll(self->handle, NULL, 0, 1000, NULL);
        curl_multi_perform(self->handle, &running);
        return;
    }
    count = self->timer == 0 ? 0 : epoll_wait(self->epoll, events, MULTI_MOST, (int)self->timer);
    if (count == 0) {
        self->timer = -1;
        curl_multi_socket_action(self->handle, CURL_SOCKET_TIMEOUT, 0, &running);
    }
    for (index = 0; index < count; index++)
        curl_multi_socket_action(self->handle, events[index].data.fd,
                                 (events[index].events & EPOLLIN ? CURL_CSELECT_IN : 0) |
                                     (events[index].events & EPOLLOUT ? CURL_CSELECT_OUT : 0),
                                 &running);
}

/* Sends total requests, as many at a time as there are transfers. */
static inline void multi_send(multi *self, int total) {
    int begun = 0, ended = 0, left, running;
    CURLMsg *message;
    while (begun < self->flight && begun < total)
        multi_begin(self, &self->transfers[begun++]);
    if (self->epoll < 0) curl_multi_perform(self->handle, &running);
    while (ended < total) {
        multi_step(self);
        while ((message = curl_multi_info_read(self->handle, &left)) != NULL) {
            bare *transfer;
            CURLcode code = message->data.result;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
            bare_check(transfer, code);
            if (self->is_whole) byhand_read(transfer);
            curl_multi_remove_handle(self->handle, transfer->handle);
            ended++;
            if (begun < total) {
                multi_begin(self, transfer);
                begun++;
            }
        }
    }
}

static inline void multi_close(multi *self) {
    int index;
    for (index = 0; index < self->flight; index++)
        bare_close(&self->transfers[index]);
    curl_multi_cleanup(self->handle);
    if (self->epoll >= 0) close(self->epoll);
}

#endif
