"""Errors as problem documents (RFC 9457): what is wrong, where, and the way out."""

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from kg.errors import (
    BadDate,
    InputError,
    KgError,
    MissingExtra,
    RefusedQuery,
    StoreError,
    StoreNotWritable,
    UnknownName,
)
from kg.model.value import Value

STATUSES: tuple[tuple[type[KgError], HTTPStatus], ...] = (
    (UnknownName, HTTPStatus.NOT_FOUND),
    (BadDate, HTTPStatus.UNPROCESSABLE_ENTITY),
    (RefusedQuery, HTTPStatus.BAD_REQUEST),
    (InputError, HTTPStatus.BAD_REQUEST),
    (StoreNotWritable, HTTPStatus.CONFLICT),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE),
    (MissingExtra, HTTPStatus.NOT_IMPLEMENTED),
    (KgError, HTTPStatus.INTERNAL_SERVER_ERROR),
)


class Problem(Value):
    """What went wrong with a request; `type` names the kind of error."""

    type: str
    title: str
    status: int
    detail: str
    instance: str = ""


class Refused(Exception):
    """A request that is refused before anything is asked of the graph."""

    def __init__(self, status: HTTPStatus, detail: str, *, retry: int | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.retry = retry


def problem(
    status: int,
    detail: str,
    *,
    kind: str = "about:blank",
    path: str = "",
    retry: int | None = None,
) -> JSONResponse:
    """Write a problem document."""
    told = Problem(
        type=kind, title=HTTPStatus(status).phrase, status=status, detail=detail, instance=path
    )
    headers = {"Cache-Control": "no-store"}
    if retry is not None:
        headers["Retry-After"] = str(retry)
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(
        told.model_dump(),
        status_code=status,
        headers=headers,
        media_type="application/problem+json",
    )


def status_of(error: KgError) -> HTTPStatus:
    """Give the status that fits an error."""
    return next(status for kind, status in STATUSES if isinstance(error, kind))


def install(app: FastAPI) -> None:
    """Answer every error that is raised on purpose with a problem document."""

    @app.exception_handler(KgError)
    def of_ours(request: Request, error: KgError) -> JSONResponse:
        kind = f"urn:kg:problem:{type(error).__name__}"
        return problem(status_of(error), str(error), kind=kind, path=request.url.path)

    @app.exception_handler(Refused)
    def refused(request: Request, error: Refused) -> JSONResponse:
        return problem(error.status, str(error), path=request.url.path, retry=error.retry)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        return problem(
            HTTPStatus.UNPROCESSABLE_ENTITY, "; ".join(faults(error)), path=request.url.path
        )

    @app.exception_handler(HTTPException)
    def by_the_framework(request: Request, error: HTTPException) -> JSONResponse:
        detail = f"{request.method} {request.url.path}: {error.detail}; /docs lists what there is"
        return problem(error.status_code, detail, path=request.url.path)

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> JSONResponse:
        name = type(error).__name__
        detail = f"an error inside the program ({name}); what it is stands in the server's log"
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail, path=request.url.path)


def faults(error: RequestValidationError) -> list[str]:
    """Say in words which parameters are missing or wrong."""
    return [
        f"{'.'.join(str(part) for part in found['loc'][1:]) or 'the request'}: {found['msg']}"
        for found in error.errors()
    ]
