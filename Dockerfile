# Built in one stage, run in another: the image holds no build tools and no package cache.
FROM python:3.13 AS build
WORKDIR /src
COPY Makefile pyproject.toml constraints.txt README.md ./
COPY bot bot
COPY core core
COPY storage storage
COPY roadmaps roadmaps
RUN make image VENV=/opt/study-buddy PYTHON=python3.13

FROM python:3.13-slim
RUN useradd --system --no-create-home study-buddy \
    && install --directory --owner study-buddy /data
COPY --from=build /opt/study-buddy /opt/study-buddy
ENV PATH=/opt/study-buddy/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATA_DIR=/data
USER study-buddy
WORKDIR /data
VOLUME /data
HEALTHCHECK --interval=5m --timeout=30s --start-period=1m CMD ["python", "-m", "bot", "doctor", "--offline"]
CMD ["python", "-m", "bot", "run"]
